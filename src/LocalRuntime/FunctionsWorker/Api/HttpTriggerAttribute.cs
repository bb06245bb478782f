using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function for an HTTP request; goes on a parameter of type <c>HttpRequest</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, access level <see cref="AuthorizationLevel.Function"/>.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>Any method.</summary>
    /// <param name="authLevel">The key that the host asks for.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The named methods only.</summary>
    /// <param name="authLevel">The key that the host asks for.</param>
    /// <param name="methods">HTTP methods; none means any.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The named methods only, access level <see cref="AuthorizationLevel.Function"/>.</summary>
    /// <param name="methods">HTTP methods; none means any.</param>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>The key that the host asks for. As with the official tools on a developer's machine, no key is asked for locally.</summary>
    public AuthorizationLevel AuthLevel { get; } = AuthorizationLevel.Function;

    /// <summary>HTTP methods; null or empty means any.</summary>
    public string[]? Methods { get; }

    /// <summary>Route template below the prefix of <c>host.json</c>, with parameters and constraints; the function's name when absent.</summary>
    public string? Route { get; set; }
}
