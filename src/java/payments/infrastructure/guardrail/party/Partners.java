package payments.infrastructure.guardrail.party;

import java.util.Locale;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Partner;

/** What the declaration of a partner covers. */
final class Partners {
    private Partners() {}

    /** Whether a partner is who is named; one that is declared by an ARN only where that ARN stands. */
    static boolean covers(Partner partner, Mention mention) {
        String name = mention.party().name();
        if (mention.party().form() == Form.STATE) {
            return StatePlaces.covers(partner, name);
        }
        if (partner.form().equals("arn")) {
            boolean form =
                    mention.party().form() == Form.ACCOUNT || mention.party().form() == Form.BUCKET;
            return form
                    && Pattern.compile("(?<![\\w:])" + Pattern.quote(partner.name()) + "(?![\\w:/-])")
                            .matcher(mention.where().text())
                            .find();
        }
        boolean same = partner.form().equals(mention.party().form().word());
        if (same && mention.party().form() == Form.HOST) {
            String domain = partner.name().toLowerCase(Locale.ROOT);
            return name.equals(domain) || name.endsWith("." + domain);
        }
        return same && partner.name().equals(name);
    }
}
