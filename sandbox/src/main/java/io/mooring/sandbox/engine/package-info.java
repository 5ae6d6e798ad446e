/** The engine as the sandbox starts it: which settings point it at the parts around it. */
@NullMarked
package io.mooring.sandbox.engine;

import org.jspecify.annotations.NullMarked;
