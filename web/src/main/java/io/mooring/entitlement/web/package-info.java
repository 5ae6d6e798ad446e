/** What buyers may use, on the port for the inside. */
@NullMarked
package io.mooring.entitlement.web;

import org.jspecify.annotations.NullMarked;
