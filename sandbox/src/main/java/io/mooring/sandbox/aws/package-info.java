/** AWS Marketplace as a seller meets it: purchases, registration tokens, notifications and the services' wire protocol. */
@NullMarked
package io.mooring.sandbox.aws;

import org.jspecify.annotations.NullMarked;
