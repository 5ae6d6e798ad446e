-- A token that is posted again is the same browser's only while nobody has shown the session that it opened.
ALTER TABLE landing_token ADD COLUMN session_id uuid, ADD COLUMN browser_hash bytea;
ALTER TABLE browser_session ADD COLUMN shown_at timestamptz;

COMMENT ON COLUMN landing_token.session_id IS 'the session that was opened for it last';
COMMENT ON COLUMN landing_token.browser_hash IS 'SHA-256 of the token with what the browser looked like: without the token nobody can guess it back';
COMMENT ON COLUMN browser_session.shown_at IS 'when a browser came back with its cookie for the first time';
