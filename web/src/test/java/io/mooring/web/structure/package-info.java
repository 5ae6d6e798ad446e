/** The rules of the structure, and the proof that each of them can be broken. */
@NullMarked
package io.mooring.web.structure;

import org.jspecify.annotations.NullMarked;
