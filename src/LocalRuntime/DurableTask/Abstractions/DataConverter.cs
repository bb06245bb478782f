using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Microsoft.DurableTask
{
    /// <summary>How values become text in histories and messages.</summary>
    public abstract class DataConverter
    {
        /// <summary>The text of a value; null for null.</summary>
        [return: NotNullIfNotNull(nameof(value))]
        public abstract string? Serialize(object? value);

        /// <summary>The value of a text; null for null.</summary>
        [return: NotNullIfNotNull(nameof(data))]
        public abstract object? Deserialize(string? data, Type targetType);

        /// <summary>The value of a text; the default for null.</summary>
        [return: NotNullIfNotNull(nameof(data))]
        public virtual T? Deserialize<T>(string? data) => data is null ? default : (T?)Deserialize(data, typeof(T))!;
    }
}

namespace Microsoft.DurableTask.Converters
{
    /// <summary>System.Text.Json with fields included, otherwise its defaults: Pascal case, case-sensitive.</summary>
    /// <param name="options">Other options; null for these.</param>
    public class JsonDataConverter(JsonSerializerOptions? options = null) : DataConverter
    {
        private static readonly JsonSerializerOptions DefaultOptions = new() { IncludeFields = true };

        private readonly JsonSerializerOptions _options = options ?? DefaultOptions;

        /// <summary>The converter with default options.</summary>
        public static JsonDataConverter Default { get; } = new();

        /// <inheritdoc/>
        [return: NotNullIfNotNull(nameof(value))]
        public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, _options);

        /// <inheritdoc/>
        [return: NotNullIfNotNull(nameof(data))]
        public override object? Deserialize(string? data, Type targetType)
            => data is null ? null : JsonSerializer.Deserialize(data, targetType, _options)!;
    }
}
