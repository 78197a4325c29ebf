/**
 * The schema of the database, in versions. Start at {@link payments.service.migration.Migrations}; the statements lie
 * beside it as resources.
 */
@org.jspecify.annotations.NullMarked
package payments.service.migration;
