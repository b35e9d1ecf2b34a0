using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>Signs that what ships does not start without root, so that a USER alone would break it.</summary>
internal static class RootNeed
{
    /// <summary>Services that begin as root and change the user themselves.</summary>
    private static readonly HashSet<string> s_services =
    [
        "nginx", "httpd", "apache2", "apache2ctl", "apachectl", "apache2-foreground", "httpd-foreground", "sshd", "cron", "crond", "supervisord", "init", "systemd", "dockerd", "containerd", "php-fpm", "postgres",
        "mysqld", "mysqld_safe", "mariadbd", "mongod", "redis-server", "rabbitmq-server", "haproxy", "varnishd", "dnsmasq", "named", "vsftpd", "proftpd", "postfix", "exim4", "openvpn", "runsvdir", "s6-svscan",
        "service", "rc-service", "gosu", "su-exec", "setpriv", "chroot", "runuser", "sudo", "iptables", "mount",
    ];

    /// <summary>Images whose entry point does.</summary>
    private static readonly HashSet<string> s_images =
    [
        "nginx", "httpd", "postgres", "postgis", "mysql", "mariadb", "mongo", "redis", "valkey", "rabbitmq", "memcached", "haproxy", "wordpress", "nextcloud", "drupal", "joomla", "ghost", "docker", "registry", "traefik",
        "caddy", "cassandra", "neo4j", "couchdb", "influxdb", "percona", "elasticsearch", "php-apache", "php-fpm", "s6-overlay",
    ];

    /// <summary>A half-sentence; null when there is no such sign.</summary>
    public static string? Of(Stage final)
    {
        var executed = final.Lineage().Reverse().SelectMany(s => s.Executed).ToList();
        if (executed.OfType<VolumeInstruction>().Any())
        {
            return "its volume belongs to root until the build gives it to somebody else";
        }

        if (executed.OfType<ExposeInstruction>().SelectMany(e => e.Arguments).Select(a => a.Text.Trim('"').Split('/')[0]).FirstOrDefault(IsPrivileged) is { } port)
        {
            return $"it exposes port {port}, which not every runtime lets an ordinary user open";
        }

        if (final.Root is StageBase.External { Reference: var reference }
            && (s_images.Contains(reference.Name) || (reference.Name == "php" && reference.Tag is { } tag && (tag.Contains("apache", StringComparison.Ordinal) || tag.Contains("fpm", StringComparison.Ordinal)))))
        {
            return $"{reference.Familiar} begins as root and changes the user itself";
        }

        if (final.Effective<CmdInstruction>() is null && final.Effective<EntrypointInstruction>() is null)
        {
            return "it has no command of its own, so that what is built on it may need root";
        }

        var program = new[] { (CommandInstruction?)final.Effective<EntrypointInstruction>(), final.EffectiveCmd }.OfType<CommandInstruction>().SelectMany(ProgramsOf).FirstOrDefault(s_services.Contains)
            ?? final.Lineage().SelectMany(RunStep.Of).SelectMany(s => s.Packages).SelectMany(p => p.KnownOperands).Select(o => o.Value).FirstOrDefault(o => o is "gosu" or "su-exec" or "supervisor" or "openssh-server" or "s6-overlay" or "cron");
        return program is null ? null : $"{program} has to begin as root";
    }

    private static bool IsPrivileged(string port) => int.TryParse(port.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1024;

    private static IEnumerable<string> ProgramsOf(CommandInstruction instruction)
    {
        var script = instruction.Form == CommandForm.Shell ? instruction.Script : "";
        if (instruction.Form == CommandForm.Exec)
        {
            var words = instruction.Arguments.Select(a => a.Text).ToList();
            if (words.FindIndex(w => w is "-c" or "-ec" or "-lc") is > 0 and var option && option + 1 < words.Count)
            {
                script = words[option + 1];
            }
            else
            {
                // "tini -- nginx", "/docker-entrypoint.sh nginx"
                return words.Where(w => !w.StartsWith('-')).Take(2).Select(w => w[(w.LastIndexOf('/') + 1)..]);
            }
        }

        return ShellScript.Parse(script).Commands.SelectMany(c => new[] { c.Name, CommandWords.NameOf(c) });
    }
}
