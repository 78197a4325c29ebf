/** Strict JSON reading that preserves numbers as written. Start at {@link payments.service.json.JsonReader}. */
@org.jspecify.annotations.NullMarked
package payments.service.json;
