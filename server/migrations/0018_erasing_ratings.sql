-- What finds the ratings of one person, also when a foreign key is checked.
CREATE INDEX ratings_by_submitter ON ratings (project_id, submitted_by, id) WHERE submitted_by IS NOT NULL;
CREATE INDEX feedback_by_rating ON feedback (rating_id) WHERE rating_id IS NOT NULL;
