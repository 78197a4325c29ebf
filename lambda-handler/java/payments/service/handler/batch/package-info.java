/** The function that reads files of payments. Start at {@link payments.service.handler.batch.BatchFileHandler}. */
@org.jspecify.annotations.NullMarked
package payments.service.handler.batch;
