package io.mooring.web.engine;

/**
 * A reason why the engine does not start.
 *
 * @param what what is wrong, as an operator sees it
 * @param remedy what to do about it
 */
record Objection(String what, String remedy) {}
