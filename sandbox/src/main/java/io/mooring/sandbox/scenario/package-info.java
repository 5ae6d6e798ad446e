/** Stories about buyers and AWS, written down in files, played against the running product from outside. */
@NullMarked
package io.mooring.sandbox.scenario;

import org.jspecify.annotations.NullMarked;
