package io.mooring.sandbox.scenario;

import io.mooring.sandbox.journey.JourneyFailed;
import java.net.URI;

/** One performance of a scenario, with people and purchases of its own. */
public final class Play {

    private final AwsPart aws;
    private final BuyersPart buyers;
    private final OperatorPart operator;
    private final Lookout lookout;

    public Play(URI engine, URI storefront) {
        var cast = new Cast(engine, storefront);
        this.aws = new AwsPart(cast);
        this.buyers = new BuyersPart(cast);
        this.operator = new OperatorPart(cast);
        this.lookout = new Lookout(cast);
    }

    /**
     * Plays it to its end.
     *
     * @throws JourneyFailed when a step does not go as it has to; says which one
     */
    public void perform(Scenario scenario) {
        try {
            var number = 0;
            for (var step : scenario.steps()) {
                number++;
                try {
                    perform(step);
                } catch (JourneyFailed failed) {
                    throw new JourneyFailed("step " + number + " " + step + ": " + failed.getMessage(), failed);
                }
            }
        } finally {
            operator.leave();
        }
    }

    private void perform(Step step) {
        switch (step) {
            case AwsStep it -> aws.perform(it);
            case BuyerStep it -> buyers.perform(it);
            case OperatorStep it -> operator.perform(it);
            case Expectation it -> lookout.perform(it);
        }
    }
}
