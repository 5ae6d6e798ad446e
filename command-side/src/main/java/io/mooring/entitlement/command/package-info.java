/** What has changed of what purchases entitle to. */
@NullMarked
package io.mooring.entitlement.command;

import org.jspecify.annotations.NullMarked;
