using System.Globalization;
using System.Reflection;

namespace ChildProtection.Tests.Architecture.Surface;

/// <summary>Members as documentation files name them, with result, parameter names and defaults: the form of the lists beside this file.</summary>
internal static class DocumentationId
{
    public static string Of(Type type) => "T:" + Name(type);

    public static string Of(MemberInfo member) => member switch
    {
        MethodBase method => "M:" + Of(method),
        PropertyInfo property => $"P:{Name(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        FieldInfo field => $"F:{Name(field.DeclaringType!)}.{field.Name}",
        EventInfo happening => $"E:{Name(happening.DeclaringType!)}.{happening.Name}",
        _ => throw new ArgumentException($"{member} is no member that a documentation file names.", nameof(member)),
    };

    /// <summary>A type where it is used: generic arguments in braces, type parameters by number.</summary>
    public static string Use(Type type)
    {
        if (type.IsByRef)
            return Use(type.GetElementType()!) + "@";
        if (type.IsArray)
            return Use(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (type.IsGenericParameter)
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType)
            return Name(type);
        var name = Name(type.GetGenericTypeDefinition());
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(",", type.GetGenericArguments().Select(Use))}}}";
    }

    /// <summary><c>[name, other=default]</c>, empty when there are no parameters.</summary>
    public static string Signature(ParameterInfo[] parameters) => parameters.Length == 0
        ? ""
        : "[" + string.Join(", ", parameters.Select(parameter => parameter.Name + (parameter.HasDefaultValue ? "=" + Default(parameter) : ""))) + "]";

    private static string Of(MethodBase method)
    {
        var arity = method.IsGenericMethodDefinition ? "``" + method.GetGenericArguments().Length : "";
        var result = method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? "~" + Use(conversion.ReturnType) : "";
        return $"{Name(method.DeclaringType!)}.{method.Name.Replace('.', '#')}{arity}{Parameters(method.GetParameters())}{result}";
    }

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(parameter => Use(parameter.ParameterType)))})";

    private static string Name(Type type) => (type.FullName ?? type.Namespace + "." + type.Name).Replace('+', '.');

    private static string Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => "null",
            var value when type.IsEnum => Enum.ToObject(type, value).ToString()!,
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
