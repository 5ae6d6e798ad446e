-- A browser that no answer to its press has reached shows what only a press of that token can make.
CREATE INDEX landing_token_browser_hash ON landing_token (browser_hash);

COMMENT ON COLUMN landing_token.browser_hash IS 'SHA-256 of the pass, which is one of the token with what the browser looked like: without the token nobody can make it';
