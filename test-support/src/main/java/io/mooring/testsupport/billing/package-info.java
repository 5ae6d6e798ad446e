/** Facts about billing accounts, named by the state they leave. */
@NullMarked
package io.mooring.testsupport.billing;

import org.jspecify.annotations.NullMarked;
