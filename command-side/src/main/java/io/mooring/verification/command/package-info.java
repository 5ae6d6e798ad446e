/** A code proves one mailbox for one purpose in one activation; tries are counted before anything is answered. */
@NullMarked
package io.mooring.verification.command;

import org.jspecify.annotations.NullMarked;
