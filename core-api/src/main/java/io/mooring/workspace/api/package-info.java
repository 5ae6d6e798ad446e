/** The buyer's places in the product, and who pays for them. */
@NullMarked
package io.mooring.workspace.api;

import org.jspecify.annotations.NullMarked;
