-- What people decide of what waits for review. `item` is the short id by which they name it: made of its content,
-- so that a decision finds it again after a reload. What was refused only because another part of the same thing
-- was has none.

ALTER TABLE quarantine ADD COLUMN kind TEXT;     -- the thing's class; unknown of what an older version refused
ALTER TABLE quarantine ADD COLUMN item BLOB;
ALTER TABLE candidates ADD COLUMN item BLOB;
UPDATE quarantine SET item = item_of_refusal(
    (SELECT d.id FROM runs r JOIN documents d ON d.number = r.document WHERE r.number = run), thing, statement, reason);
UPDATE candidates SET item = item_of_doubt(
    (SELECT d.id FROM runs r JOIN documents d ON d.number = r.document WHERE r.number = run), fact);
CREATE INDEX quarantine_item ON quarantine (item);
CREATE INDEX quarantine_thing ON quarantine (thing);
CREATE INDEX candidate_item ON candidates (item);

-- A decision: `fact` is what holds by it (accept, correct) or not (reject), `was` what a correction replaced, both
-- as lines of the contract. Its document, subject, property and object are the claim that it sets aside, if any.
ALTER TABLE acts ADD COLUMN item BLOB;
ALTER TABLE acts ADD COLUMN fact TEXT;
ALTER TABLE acts ADD COLUMN was TEXT;
CREATE INDEX act_item ON acts (item) WHERE item IS NOT NULL;
CREATE INDEX act_document ON acts (document) WHERE document IS NOT NULL;
CREATE INDEX act_withdrawn ON acts (withdrawn) WHERE withdrawn IS NOT NULL;

-- The statements that a decision put into the ledger.
CREATE TABLE brought (
    act       INTEGER NOT NULL REFERENCES acts (number),
    statement INTEGER NOT NULL REFERENCES statements (number),
    PRIMARY KEY (act, statement)
) WITHOUT ROWID;
CREATE INDEX brought_statement ON brought (statement);
