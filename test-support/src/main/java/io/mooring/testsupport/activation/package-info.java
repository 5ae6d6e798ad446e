/** Facts about activations, named by the state they leave, and a door kept in memory. */
@NullMarked
package io.mooring.testsupport.activation;

import org.jspecify.annotations.NullMarked;
