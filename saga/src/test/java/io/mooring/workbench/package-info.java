/** What the tests of this module share: a database with its tables, a clock that is set, queries that are answered by hand. */
@NullMarked
package io.mooring.workbench;

import org.jspecify.annotations.NullMarked;
