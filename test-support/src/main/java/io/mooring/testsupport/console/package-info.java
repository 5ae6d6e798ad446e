/** Facts about console accounts, named by the state they leave. */
@NullMarked
package io.mooring.testsupport.console;

import org.jspecify.annotations.NullMarked;
