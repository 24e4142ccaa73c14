-- 0 where only quotes of a document were received: its text is blotted out between them, offsets stay what they are.
ALTER TABLE documents ADD COLUMN held INTEGER NOT NULL DEFAULT 1;
