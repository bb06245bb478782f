using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Which properties of a type are columns, found once per type.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    private EntityShape(Type type)
    {
        Columns = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(IgnoreDataMemberAttribute))
                && property.Name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)
                    or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag)))
            .Select(property => new Column(property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name, property))
            .DistinctBy(column => column.Name)]; // The nearest first: a property that hides its base's stands for both.
        Settable = Columns.Where(column => column.Property.SetMethod is { IsPublic: true })
            .ToDictionary(column => column.Name, column => column.Property, StringComparer.Ordinal);
    }

    private IReadOnlyList<Column> Columns { get; }

    private Dictionary<string, PropertyInfo> Settable { get; }

    public static IEnumerable<KeyValuePair<string, object?>> PropertiesOf(ITableEntity entity) =>
        entity is TableEntity dictionary
            ? dictionary.OwnProperties()
            : Of(entity.GetType()).Columns
                .Where(column => column.Property.GetMethod is { IsPublic: true })
                .Select(column => KeyValuePair.Create(column.Name, column.Property.GetValue(entity)));

    /// <summary>Sets a column on an entity; one that the type does not have is left out, as rows may be newer than the code.</summary>
    public static void Set(ITableEntity entity, string name, object value)
    {
        if (entity is TableEntity dictionary)
            dictionary[name] = value;
        else if (Of(entity.GetType()).Settable.TryGetValue(name, out var property))
            property.SetValue(entity, EdmValue.ConvertTo(property.PropertyType, value, property));
    }

    private static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static type => new EntityShape(type));

    private sealed record Column(string Name, PropertyInfo Property);
}
