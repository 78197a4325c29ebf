package payments.infrastructure.report;

import payments.infrastructure.guardrail.Report;

/** The forms in which a report can be had. */
public enum ReportFormat {
    /** Lines for people. */
    TEXT {
        @Override
        public String render(Report report, ReportContext context) {
            return new TextReport(report, context).render();
        }
    },
    /** Every verdict with its evidence, for programs. */
    JSON {
        @Override
        public String render(Report report, ReportContext context) {
            return new JsonReport(report, context).render();
        }
    },
    /** SARIF 2.1.0, for code scanning. */
    SARIF {
        @Override
        public String render(Report report, ReportContext context) {
            return new SarifReport(report, context).render();
        }
    },
    /** One page that needs nothing else, for the auditor. */
    HTML {
        @Override
        public String render(Report report, ReportContext context) {
            return new HtmlReport(report, context).render();
        }
    };

    /** The whole report in this form. */
    public abstract String render(Report report, ReportContext context);
}
