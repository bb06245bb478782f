using LocalHost.Bus.Access;
using LocalHost.Bus.Broker;
using LocalHost.Bus.Entities;

namespace LocalHost.Bus.Amqp;

/// <summary>The tokens that a connection has shown. They expire by real time. Safe for use from any thread.</summary>
internal sealed class Claims(AccessKeys keys)
{
    private const int Most = 1_000;
    private const string Refusal =
        "The token is not signed by a key of this bus, or it has expired. Take the connection string from GET /admin/servicebus/keys.";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Path, string KeyName), DateTimeOffset> _tokens = [];

    /// <summary>Accepts a token. A refusal does not reveal what exists.</summary>
    /// <exception cref="BusFault">The token is invalid, of an unknown key, or expired.</exception>
    public void Put(string? text)
    {
        if (SasToken.Parse(text) is not { Path: { } path, Expires: { } expires } token || expires <= TimeProvider.System.GetUtcNow()
            || keys.Find(token.KeyName) is not { } key || !token.IsSignedWith(key))
        {
            throw new BusFault(Conditions.Unauthorized, Refusal);
        }

        lock (_gate)
        {
            if (_tokens.Count >= Most)
                throw new BusFault(Conditions.LimitExceeded, $"The connection has shown {Most} tokens. Open another one.");
            _tokens[(BusAddress.Parse(path).Path, token.KeyName)] = expires;
        }
    }

    /// <summary>Requires a right at an entity.</summary>
    /// <exception cref="BusFault">No token of the connection gives it.</exception>
    public void Demand(string path, AccessRight right)
    {
        if (!Allows(path, right))
            throw new BusFault(
                Conditions.Unauthorized,
                $"The connection has shown no token that allows {right} at '{path}'. Show one, or use another connection string.");
    }

    private bool Allows(string path, AccessRight right)
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetUtcNow();
            return _tokens.Any(token => token.Value > now && Covers(token.Key.Path, path) && keys.Allows(token.Key.KeyName, path, right));
        }
    }

    // A token is made for an entity, or for something above it.
    private static bool Covers(string tokenPath, string path) =>
        tokenPath.Length == 0 || tokenPath == path || path.StartsWith(tokenPath + "/", StringComparison.Ordinal);
}
