/** Facts about sign-ins, named by the state they leave, and credentials kept in memory. */
@NullMarked
package io.mooring.testsupport.access;

import org.jspecify.annotations.NullMarked;
