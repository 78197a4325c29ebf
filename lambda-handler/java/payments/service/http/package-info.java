/** The three event shapes in, one answer out. Start at {@link payments.service.http.HttpRequest}. */
@org.jspecify.annotations.NullMarked
package payments.service.http;
