package payments.infrastructure.access;

/** The forms in which a comparison can be had. */
public enum AccessFormat {
    /** Lines for people. */
    TEXT {
        @Override
        public String render(AccessComparison comparison, AccessContext context) {
            return AccessText.render(comparison, context);
        }
    },
    /** The same for the comment of a pull request. */
    MARKDOWN {
        @Override
        public String render(AccessComparison comparison, AccessContext context) {
            return AccessText.markdown(comparison, context);
        }
    },
    /** Every change with all of its parts, for programs. */
    JSON {
        @Override
        public String render(AccessComparison comparison, AccessContext context) {
            return AccessJson.render(comparison, context);
        }
    },
    /** SARIF 2.1.0, for code scanning: what is newly allowed is a warning, what no longer is a note. */
    SARIF {
        @Override
        public String render(AccessComparison comparison, AccessContext context) {
            return AccessSarif.render(comparison, context);
        }
    };

    /** The whole comparison in this form. */
    public abstract String render(AccessComparison comparison, AccessContext context);
}
