"""The names and tickers that have an end."""


def rows(data):
    for said in (said for found in data.values() for said in found["nodes"]):
        if said["validTo"]:
            yield {"firm": said["subject"]["id"], "former": said["object"], "until": said["validTo"]}
