package io.mooring.sandbox.scenario;

import java.util.Map;
import java.util.TreeMap;

/** What can be told in a scenario. Buyers, purchases, workspaces and activations have names that the scenario gives them. */
sealed interface Step permits AwsStep, BuyerStep, OperatorStep, Expectation {

    /** The steps by their names in a file. */
    Map<String, Class<? extends Step>> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("subscribe", AwsStep.Subscribe.class),
            Map.entry("truth", AwsStep.Truth.class),
            Map.entry("pass", AwsStep.Pass.class),
            Map.entry("say", AwsStep.Say.class),
            Map.entry("call", AwsStep.Call.class),
            Map.entry("name", OperatorStep.Name.class),
            Map.entry("task", OperatorStep.Task.class),
            Map.entry("waiting", OperatorStep.Waiting.class),
            Map.entry("known-as", OperatorStep.KnownAs.class),
            Map.entry("propose-account", OperatorStep.ProposeAccount.class),
            Map.entry("approve-account", OperatorStep.ApproveAccount.class),
            Map.entry("proposal", OperatorStep.Proposal.class),
            Map.entry("restart", OperatorStep.Restart.class),
            Map.entry("entitle", AwsStep.Entitle.class),
            Map.entry("message", AwsStep.Message.class),
            Map.entry("redrive", AwsStep.Redrive.class),
            Map.entry("fault", AwsStep.Fault.class),
            Map.entry("land", BuyerStep.Land.class),
            Map.entry("look", BuyerStep.Look.class),
            Map.entry("draft", BuyerStep.Draft.class),
            Map.entry("ask-code", BuyerStep.AskCode.class),
            Map.entry("another-code", BuyerStep.AnotherCode.class),
            Map.entry("answer-code", BuyerStep.AnswerCode.class),
            Map.entry("open-links", BuyerStep.OpenLinks.class),
            Map.entry("prove", BuyerStep.Prove.class),
            Map.entry("register", BuyerStep.Register.class),
            Map.entry("bind-account", BuyerStep.BindAccount.class),
            Map.entry("create-workspace", BuyerStep.CreateWorkspace.class),
            Map.entry("bind-workspace", BuyerStep.BindWorkspace.class),
            Map.entry("change-workspace", BuyerStep.ChangeWorkspace.class),
            Map.entry("race", BuyerStep.Race.class),
            Map.entry("sign-in", BuyerStep.SignIn.class),
            Map.entry("expect", Expectation.Expect.class),
            Map.entry("workspace", Expectation.Workspace.class),
            Map.entry("mails", Expectation.Mails.class),
            Map.entry("dead-letters", Expectation.DeadLetters.class),
            Map.entry("settle", Expectation.Settle.class)));
}
