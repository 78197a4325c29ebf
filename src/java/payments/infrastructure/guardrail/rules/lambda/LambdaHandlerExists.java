package payments.infrastructure.guardrail.rules.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The class and the method of the handler are in the packaged code, and a hash makes a new package a new deployment.
 * The package is opened where the program was read from a folder, relative to the stack's; in memory there is no file
 * to open, so only the form of the handler and the hash are judged. A literal hash must be that of the file; an
 * expression must hash the same file. For Python and Node.js the module's file must be there. An image or a package in
 * S3 cannot be opened.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">AWS: handlers in Java</a>
 */
@Guardrail(
        id = "lambda-handler-exists",
        severity = Severity.HIGH,
        expects = "a handler that is in the package, and source_code_hash of the package",
        fix = "correct the handler's name, or build the package first; set source_code_hash",
        why = "A wrong name is found by the first payment, not by the deployment",
        sources = "ours")
final class LambdaHandlerExists extends ResourceRule {
    LambdaHandlerExists() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        if (Functions.isImage(function)) {
            verdicts.notApplicable("the code is an image");
            return;
        }
        Value file = function.attribute("filename");
        Value hash = function.attribute("source_code_hash");
        if (hash.isAbsent() || hash.is("")) {
            verdicts.fail("hash", "source_code_hash", "(absent)", "the hash of the package");
        } else if (hash.text().contains("file")
                && file.isKnown()
                && !hash.text().contains(file.text())) {
            verdicts.fail("hash", "source_code_hash", hash.text(), "the hash of " + file);
        } else {
            verdicts.pass("source_code_hash", hash);
        }
        Value handler = function.attribute("handler");
        if (handler.isUnknown()) {
            verdicts.unknown("handler", handler);
        } else if (!handler.text().matches("[\\w$./-]+(::[\\w$]+)?")) {
            verdicts.fail("handler", handler);
        } else if (file.isAbsent()) {
            verdicts.pass("handler", handler + " (the package is not a file)");
        } else {
            judgePackage(function, file.text(), verdicts);
        }
    }

    private static void judgePackage(Resource function, String file, Verdicts verdicts) {
        Optional<Path> folder = function.stack().folder();
        String handler = function.attribute("handler").text();
        if (folder.isEmpty()) {
            verdicts.pass("handler", handler + " (the program was not read from a folder)");
            return;
        }
        try {
            CodePackage code = new CodePackage(folder.get().resolve(file));
            String missing = code.missing(handler, function.attribute("runtime").text());
            if (missing.isEmpty()) {
                verdicts.pass("handler", handler);
            } else {
                verdicts.fail("", "handler", missing, "a handler that is in " + file);
            }
            Value hash = function.attribute("source_code_hash");
            if (hash.isKnown() && !hash.is("") && !hash.is(code.hash())) {
                verdicts.fail("hash", "source_code_hash", hash.text(), "the hash of " + file + ", " + code.hash());
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            verdicts.fail("", "filename", file + " cannot be opened", "a package that exists");
        }
    }
}
