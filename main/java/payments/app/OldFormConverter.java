package payments.app;

import java.util.Arrays;
import payments.migration.items.OldForm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the form of an old system by its word. */
final class OldFormConverter implements ITypeConverter<OldForm> {
    @Override
    public OldForm convert(String word) {
        return Arrays.stream(OldForm.values())
                .filter(form -> form.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is no form; give one of %s".formatted(word, Arrays.toString(OldForm.values()))));
    }
}
