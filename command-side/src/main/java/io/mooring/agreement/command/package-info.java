/** What AWS says of agreements, put together from messages in any order. */
@NullMarked
package io.mooring.agreement.command;

import org.jspecify.annotations.NullMarked;
