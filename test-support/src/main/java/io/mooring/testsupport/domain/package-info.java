/** The aggregates of whichever module is on the class path, without a database. */
@NullMarked
package io.mooring.testsupport.domain;

import org.jspecify.annotations.NullMarked;
