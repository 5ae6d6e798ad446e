/** Facts about subscriptions, named by the state they leave. */
@NullMarked
package io.mooring.testsupport.subscription;

import org.jspecify.annotations.NullMarked;
