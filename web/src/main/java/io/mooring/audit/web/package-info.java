/** History for those who look at it from outside: the command line that moves it. Runs without the engine, on the database alone. */
@NullMarked
package io.mooring.audit.web;

import org.jspecify.annotations.NullMarked;
