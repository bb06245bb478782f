using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Turns the text of a route value into a parameter's type, in the invariant culture.</summary>
internal static class RouteValueConverter
{
    private static readonly Dictionary<Type, Func<string, object>> Converters = new()
    {
        [typeof(string)] = text => text,
        [typeof(Guid)] = text => Guid.Parse(text),
        [typeof(bool)] = text => bool.Parse(text),
        [typeof(int)] = text => int.Parse(text, CultureInfo.InvariantCulture),
        [typeof(long)] = text => long.Parse(text, CultureInfo.InvariantCulture),
        [typeof(double)] = text => double.Parse(text, CultureInfo.InvariantCulture),
        [typeof(decimal)] = text => decimal.Parse(text, CultureInfo.InvariantCulture),
        [typeof(DateTime)] = text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        [typeof(DateTimeOffset)] = text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
    };

    public static string Supported => string.Join(", ", Converters.Keys.Select(type => type.Name));

    /// <summary>Null when the type is not supported.</summary>
    public static Func<string, object>? For(Type type) => Converters.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type);

    /// <exception cref="FunctionInputConverterException">The text has another form: as on Azure the invocation fails, so a route should constrain its parameter.</exception>
    public static object? Bind(ParameterInfo parameter, Func<string, object> convert, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        if (string.IsNullOrEmpty(text))
            return Absent(parameter);
        try
        {
            return convert(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new FunctionInputConverterException(
                $"The route value of parameter '{parameter.Name}' is not a {parameter.ParameterType.Name}; constrain it in the route.", exception);
        }
    }

    private static object? Absent(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        return !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            ? null
            : throw new FunctionInputConverterException(
                $"The route has no value for parameter '{parameter.Name}', which can't be null; make it nullable or the route parameter mandatory.");
    }
}
