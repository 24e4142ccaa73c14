"""What can go wrong, with the exit code that the shell gets."""

OK, FAILURE, USAGE, NOT_RUNNING, RESOURCE = 0, 1, 2, 3, 5


class Trouble(Exception):
    """A command that cannot do what it was asked for; the message says why and what to do next."""

    code = FAILURE


class Misused(Trouble):
    """The command line contradicts itself."""

    code = USAGE


class Missing(Trouble):
    """Something of the machine that is missing, full or taken: Java, Maven, memory, a port."""

    code = RESOURCE
