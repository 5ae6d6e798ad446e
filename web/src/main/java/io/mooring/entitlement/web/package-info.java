/** What buyers may use: each their own, and all of it on the port for the inside. */
@NullMarked
package io.mooring.entitlement.web;

import org.jspecify.annotations.NullMarked;
