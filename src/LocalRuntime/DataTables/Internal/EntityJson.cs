using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Entities to and from the JSON of the Table protocol.</summary>
internal static class EntityJson
{
    // The body goes to a storage service, never into a page: only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An entity's body, once it has passed the limits. Properties without a value are left out: the service would ignore them.</summary>
    /// <exception cref="RequestFailedException">The entity breaks one of the service's limits.</exception>
    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        KeyGuard.Check(entity.PartitionKey, nameof(entity.PartitionKey));
        KeyGuard.Check(entity.RowKey, nameof(entity.RowKey));
        var guard = new EntityGuard(entity);
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString(nameof(entity.PartitionKey), entity.PartitionKey);
        json.WriteString(nameof(entity.RowKey), entity.RowKey);
        foreach (var (name, raw) in EntityShape.PropertiesOf(entity))
        {
            if (EdmValue.Normalise(name, raw) is not { } value)
                continue;
            guard.Count(name, value);
            EdmValue.Write(json, name, value);
        }

        json.WriteEndObject();
        json.Flush();
        return AsciiJson.Escape(buffer.WrittenMemory);
    }

    public static T Read<T>(JsonElement json, ETag? etag = null)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        if (etag is { } known)
            entity.ETag = known;
        foreach (var property in json.EnumerateObject())
        {
            switch (property.Name)
            {
                case "odata.etag":
                    entity.ETag = new ETag(property.Value.GetString()!);
                    break;
                case nameof(ITableEntity.PartitionKey):
                    entity.PartitionKey = property.Value.GetString()!;
                    break;
                case nameof(ITableEntity.RowKey):
                    entity.RowKey = property.Value.GetString()!;
                    break;
                case nameof(ITableEntity.Timestamp):
                    entity.Timestamp = property.Value.GetDateTimeOffset();
                    break;
                default:
                    ReadOwn(entity, json, property);
                    break;
            }
        }

        return entity;
    }

    private static void ReadOwn(ITableEntity entity, JsonElement json, JsonProperty property)
    {
        // What the service says about a property or the row is not a property.
        if (property.Name.StartsWith("odata.", StringComparison.Ordinal) || property.Name.Contains('@', StringComparison.Ordinal))
            return;
        var type = json.TryGetProperty(property.Name + EdmValue.TypeSuffix, out var annotation) ? annotation.GetString() : null;
        if (EdmValue.Read(property.Value, type) is { } value)
            EntityShape.Set(entity, property.Name, value);
    }
}
