/** Strict, streaming CSV after RFC 4180. Start at {@link payments.service.batch.csv.CsvReader}. */
@org.jspecify.annotations.NullMarked
package payments.service.batch.csv;
