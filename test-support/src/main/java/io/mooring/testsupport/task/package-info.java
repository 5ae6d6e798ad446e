/** Tasks in the states that tests begin with. */
@NullMarked
package io.mooring.testsupport.task;

import org.jspecify.annotations.NullMarked;
