package io.mooring.subscription.web;

import io.mooring.subscription.api.MarketplaceCustomers.TokenRefused.Reason;
import io.mooring.web.Html;
import java.util.List;
import java.util.stream.Collectors;

/** What a buyer reads who cannot be led to the wizard: what happened, and what to press. Works without JavaScript. */
enum LandingPage {
    HOW_TO_BEGIN(
            200,
            "Set up your subscription",
            "Your subscription to %1$s begins on AWS Marketplace.",
            "Open your subscription in AWS Marketplace and press **Set Up Your Account** there. It brings you back here, and we take it from there.",
            "设置您的订阅",
            "%1$s 的订阅从 AWS Marketplace 开始。",
            "请在 AWS Marketplace 打开您的订阅，点击 **Set Up Your Account**。随后会回到这里，由我们引导您完成。"),
    TOKEN_INVALID(
            400,
            "AWS does not know this link",
            "AWS Marketplace did not recognise how you came here. Nothing is lost.",
            "Go back to AWS Marketplace, open your subscription and press **Set Up Your Account** again.",
            "AWS 无法识别此链接",
            "AWS Marketplace 未能识别您的来访方式。您的数据没有丢失。",
            "请返回 AWS Marketplace，打开您的订阅，再次点击 **Set Up Your Account**。"),
    TOKEN_EXPIRED(
            410,
            "This link has expired",
            "The link from AWS Marketplace works for a short time only. What you have entered before is kept.",
            "Go back to AWS Marketplace, open your subscription and press **Set Up Your Account** again.",
            "此链接已过期",
            "来自 AWS Marketplace 的链接仅在短时间内有效。您之前填写的内容已保留。",
            "请返回 AWS Marketplace，打开您的订阅，再次点击 **Set Up Your Account**。"),
    TOKEN_USED(
            410,
            "This link was used already",
            "Somebody has begun to set up this subscription with this link, in another browser or a while ago. What was entered is kept.",
            "To go on here, show that you may: go back to AWS Marketplace, open your subscription and press **Set Up Your Account** again.",
            "此链接已被使用",
            "已有人在其他浏览器中或在此之前使用此链接开始设置该订阅。填写的内容已保留。",
            "如需在此继续，请先证明您有权操作：返回 AWS Marketplace，打开您的订阅，再次点击 **Set Up Your Account**。"),
    OTHER_PURCHASE(
            410,
            "Another subscription is open here",
            "This link was used already, and what is open in this browser is another subscription. What was entered for either of them is kept.",
            "To go on with the one that the link is for, go back to AWS Marketplace, open it and press **Set Up Your Account** again.",
            "此浏览器中打开的是另一个订阅",
            "此链接已被使用，而此浏览器中打开的是另一个订阅。两者填写的内容均已保留。",
            "如需继续此链接对应的订阅，请返回 AWS Marketplace，打开该订阅，再次点击 **Set Up Your Account**。"),
    OTHER_PRODUCT(
            400,
            "This link belongs to another product",
            "AWS Marketplace says that you bought another product than the one this page is for.",
            "In AWS Marketplace, open your subscription to %1$s and press **Set Up Your Account** there. If you are sure that you did, write to %2$s.",
            "此链接属于其他产品",
            "AWS Marketplace 显示您购买的并非此页面对应的产品。",
            "请在 AWS Marketplace 打开您的 %1$s 订阅，并在那里点击 **Set Up Your Account**。如果您确认无误，请联系 %2$s。"),
    AWS_UNAVAILABLE(
            503,
            "AWS does not answer",
            "AWS Marketplace does not answer at the moment, so we cannot see your subscription. Nothing is lost.",
            "Wait a minute, then go back to AWS Marketplace and press **Set Up Your Account** again.",
            "AWS 暂无响应",
            "AWS Marketplace 暂时没有响应，因此无法查看您的订阅。您的数据没有丢失。",
            "请稍候一分钟，然后返回 AWS Marketplace，再次点击 **Set Up Your Account**。"),
    TOO_BUSY(
            503,
            "Very busy at the moment",
            "We cannot take you in at the moment. Nothing is lost.",
            "Wait a minute, then go back to AWS Marketplace and press **Set Up Your Account** again.",
            "当前访问繁忙",
            "我们暂时无法接待您。您的数据没有丢失。",
            "请稍候一分钟，然后返回 AWS Marketplace，再次点击 **Set Up Your Account**。"),
    TOO_MANY(
            429,
            "Too many tries",
            "The button was pressed very often within a minute.",
            "Wait a minute, then go back to AWS Marketplace and press **Set Up Your Account** once.",
            "尝试次数过多",
            "该按钮在一分钟内被点击了太多次。",
            "请稍候一分钟，然后返回 AWS Marketplace，点击一次 **Set Up Your Account**。"),
    NOT_THE_FORM(
            415,
            "This is not what AWS sends",
            "What your browser sent is not what AWS Marketplace makes it send. Nothing is lost.",
            "Go back to AWS Marketplace, open your subscription and press **Set Up Your Account** again. If this page comes up again, write to %2$s.",
            "来访内容无法识别",
            "您的浏览器发送的内容与 AWS Marketplace 要求的不符。您的数据没有丢失。",
            "请返回 AWS Marketplace，打开您的订阅，再次点击 **Set Up Your Account**。如果仍出现此页面，请联系 %2$s。"),
    TOO_LARGE(
            413,
            "This is not what AWS sends",
            "What your browser sent is not what AWS Marketplace makes it send. Nothing is lost.",
            "Go back to AWS Marketplace, open your subscription and press **Set Up Your Account** again. If this page comes up again, write to %2$s.",
            "来访内容无法识别",
            "您的浏览器发送的内容与 AWS Marketplace 要求的不符。您的数据没有丢失。",
            "请返回 AWS Marketplace，打开您的订阅，再次点击 **Set Up Your Account**。如果仍出现此页面，请联系 %2$s。"),
    UNKNOWN_LISTING(
            404,
            "There is no such product",
            "This address belongs to none of our products.",
            "Open your subscription in AWS Marketplace and press **Set Up Your Account** there. If this page comes up again, write to %2$s.",
            "没有此产品",
            "此地址不属于我们的任何产品。",
            "请在 AWS Marketplace 打开您的订阅，并点击 **Set Up Your Account**。如果仍出现此页面，请联系 %2$s。"),
    FAILED(
            500,
            "Something went wrong on our side",
            "We could not set up your session. Nothing is lost.",
            "Go back to AWS Marketplace and press **Set Up Your Account** again. If this page comes up again, write to %2$s.",
            "我们这边出了问题",
            "未能为您建立会话。您的数据没有丢失。",
            "请返回 AWS Marketplace，再次点击 **Set Up Your Account**。如果仍出现此页面，请联系 %2$s。");

    private final int status;
    private final String title;
    private final String what;
    private final String press;
    private final String titleZh;
    private final String whatZh;
    private final String pressZh;

    LandingPage(int status, String title, String what, String press, String titleZh, String whatZh, String pressZh) {
        this.status = status;
        this.title = title;
        this.what = what;
        this.press = press;
        this.titleZh = titleZh;
        this.whatZh = whatZh;
        this.pressZh = pressZh;
    }

    static LandingPage of(Reason reason) {
        return switch (reason) {
            case INVALID -> TOKEN_INVALID;
            case EXPIRED -> TOKEN_EXPIRED;
            case OTHER_PRODUCT -> OTHER_PRODUCT;
            case AWS_UNAVAILABLE -> AWS_UNAVAILABLE;
        };
    }

    int status() {
        return status;
    }

    boolean isWorthTryingAgain() {
        return this == AWS_UNAVAILABLE || this == TOO_BUSY || this == TOO_MANY;
    }

    String html(boolean chinese, String product, String supportEmail) {
        var heading = chinese ? titleZh : title;
        var paragraphs = List.of(chinese ? whatZh : what, chinese ? pressZh : press).stream()
                .map(text -> "<p>" + Html.marked(text.formatted(product, supportEmail)) + "</p>")
                .collect(Collectors.joining("\n"));
        return Html.page(
                chinese, heading, "<h1>" + Html.escaped(heading) + "</h1>\n" + paragraphs + furtherWay(chinese));
    }

    private String furtherWay(boolean chinese) {
        return this == OTHER_PURCHASE
                ? "\n<p><a href=\"/activation\">%s</a></p>".formatted(chinese ? "继续另一个订阅" : "Go on with the other one")
                : "";
    }
}
