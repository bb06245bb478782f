using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ChildProtection.Tests.Support;

/// <summary>Tells the functions of some types, as the SDK's generator does for a whole app when it is built.</summary>
internal sealed class TypeMetadata(IEnumerable<Type> types) : IFunctionMetadataProvider
{
    private readonly ImmutableArray<IFunctionMetadata> _functions =
    [
        .. types.SelectMany(type => type.GetMethods()).Select(
            method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(pair => pair.Function is not null).Select(pair => Describe(pair.Method, pair.Function!.Name)),
    ];

    public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) => Task.FromResult(_functions);

    private static DefaultFunctionMetadata Describe(MethodInfo method, string name) => new()
    {
        Name = name,
        Language = "dotnet-isolated",
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}",
        ScriptFile = $"{method.DeclaringType.Assembly.GetName().Name}.dll",
        RawBindings = [.. Bindings(method).Select(binding => binding.ToJsonString())],
    };

    private static IEnumerable<JsonObject> Bindings(MethodInfo method)
    {
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttributes().OfType<BindingAttribute>().FirstOrDefault() is not { } attribute)
                continue;
            yield return Binding(parameter.Name!, attribute);
            if (attribute is HttpTriggerAttribute)
                yield return new JsonObject { ["name"] = "$return", ["type"] = "http", ["direction"] = "Out" };
        }
    }

    /// <summary>The type is the attribute's name, its settings are the attribute's properties.</summary>
    private static JsonObject Binding(string parameter, BindingAttribute attribute)
    {
        var binding = new JsonObject
        {
            ["name"] = parameter,
            ["type"] = JsonNamingPolicy.CamelCase.ConvertName(attribute.GetType().Name[..^"Attribute".Length]),
            ["direction"] = "In",
        };
        foreach (var property in attribute.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.GetValue(attribute) is { } value)
                binding[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = JsonSerializer.SerializeToNode(
                    value is Enum ? value.ToString() : value);
        }

        return binding;
    }
}
