/** What the handlers share. The handlers are in one package for each jar. */
@org.jspecify.annotations.NullMarked
package payments.service.handler;
