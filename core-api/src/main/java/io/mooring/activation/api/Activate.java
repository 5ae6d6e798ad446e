package io.mooring.activation.api;

import io.mooring.billing.api.RegisterBillingAccount;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.workspace.api.CreateWorkspace;

/** The press of the button of that name: a billing account, a console account and a bound workspace, all or nothing. */
public record Activate(
        ActivationId activationId,
        SubscriptionId subscriptionId,
        RegisterBillingAccount billingAccount,
        RegisterConsoleAccount consoleAccount,
        CreateWorkspace workspace)
        implements ActivationCommand {}
