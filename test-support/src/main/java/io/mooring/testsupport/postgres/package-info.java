/** A real PostgreSQL for tests: one server per JVM, as many empty databases as the tests ask for. */
@NullMarked
package io.mooring.testsupport.postgres;

import org.jspecify.annotations.NullMarked;
