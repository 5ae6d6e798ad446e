/** The Console of somebody signed in. */
@NullMarked
package io.mooring.console.web;

import org.jspecify.annotations.NullMarked;
