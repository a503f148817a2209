<?php
/**
 * Mail as PHPMailer has put it together, in place of a mail server.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPMailer\PHPMailer\Exception;
use PHPMailer\PHPMailer\PHPMailer;

foreach ( array( 'PHPMailer', 'SMTP', 'Exception' ) as $gatehouse_class ) {
	require_once ABSPATH . WPINC . "/PHPMailer/$gatehouse_class.php";
}

final class Mailbox extends PHPMailer {

	/** @var array<string, array{subject: string, html: string, text: string, files: array<string, string>}> By address. */
	public array $mails = array();

	/** @param string $bouncing Whom the server does not know. */
	public function __construct( private readonly string $bouncing = '' ) {
		parent::__construct( true );
	}

	public function send(): bool {
		$address = $this->getToAddresses()[0][0];
		$this->preSend();
		if ( $address === $this->bouncing ) {
			throw new Exception( '550 5.1.1 no such user' );
		}
		$files = array();
		// Those who send it delete its files afterwards.
		foreach ( $this->getAttachments() as [ $path, , $name ] ) {
			$files[ $name ] = (string) file_get_contents( $path );
		}
		// phpcs:disable WordPress.NamingConventions.ValidVariableName -- the names are PHPMailer's.
		$this->mails[ $address ] = array(
			'subject' => $this->Subject,
			'html'    => $this->Body,
			'text'    => $this->AltBody,
			'files'   => $files,
		);
		// phpcs:enable
		return true;
	}
}
