-- When a project's team is there: JSON, the form on the wire. And whether users are asked for a rating once their conversation is resolved.
ALTER TABLE projects ADD COLUMN office_hours TEXT NOT NULL DEFAULT '{}';
ALTER TABLE projects ADD COLUMN ask_for_rating INTEGER NOT NULL DEFAULT 1;
